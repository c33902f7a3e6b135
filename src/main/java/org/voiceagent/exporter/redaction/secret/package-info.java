/** Finds passwords, keys and access tokens, written or spoken. */
package org.voiceagent.exporter.redaction.secret;
