/** Keeps the folders of old calls in archives, and finds, restores and erases calls in them. */
package org.voiceagent.exporter.lake.archive;
