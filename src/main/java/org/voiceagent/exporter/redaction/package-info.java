/**
 * Removes personal data from what people said before it leaves the daemon. Start reading at {@code
 * Redactor}.
 */
package org.voiceagent.exporter.redaction;
