/** From a folder of files to a {@code CallSession}: one reader per kind of file, never trusting. */
package org.voiceagent.exporter.artifact;
