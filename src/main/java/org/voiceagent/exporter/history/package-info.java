/** What is remembered of the newest counted calls, bounded, to compare calls with each other. */
package org.voiceagent.exporter.history;
