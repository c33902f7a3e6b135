/** Removes personal data and secrets from the files of counted calls in their folders. */
package org.voiceagent.exporter.redaction.disk;
