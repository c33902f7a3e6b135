/** Takes personal data and secrets out of the files of counted calls, in the folders themselves. */
package org.voiceagent.exporter.redaction.disk;
