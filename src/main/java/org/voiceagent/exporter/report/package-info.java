/** What operators read: the newest finished calls with their advice, and reports over them. */
package org.voiceagent.exporter.report;
