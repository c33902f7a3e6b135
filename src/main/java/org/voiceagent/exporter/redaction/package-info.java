/**
 * Takes personal data out of what people said before it leaves the daemon. Starts at {@code
 * Redactor}.
 */
package org.voiceagent.exporter.redaction;
