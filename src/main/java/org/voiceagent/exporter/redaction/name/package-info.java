/** Finds names, postal addresses and spoken e-mail addresses. */
package org.voiceagent.exporter.redaction.name;
