/**
 * Counts the lines of event files: finds the files, follows them through rotation, reads whole
 * lines as they come, and counts each once.
 */
package org.voiceagent.exporter.event.feed;
