/** Takes personal data out of what people said before it leaves the daemon. */
package org.voiceagent.exporter.redaction;
