/**
 * From "something changed in this folder" to "this call has ended": decides when a session is
 * complete, reads it, and hands it on once.
 */
package org.voiceagent.exporter.intake;
