/**
 * Safe access to files that others write: no link is followed, nothing waits on a FIFO, and what
 * was opened stays the file or folder it was.
 */
package org.voiceagent.exporter.files;
