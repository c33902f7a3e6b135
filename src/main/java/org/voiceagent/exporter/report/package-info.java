/** What operators ask back: finished calls with their advice, newest first, bounded. */
package org.voiceagent.exporter.report;
