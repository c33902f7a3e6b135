/**
 * What every detector of personal data reads: tokens, patterns, topics, and the work a text may
 * cost.
 */
package org.voiceagent.exporter.redaction.text;
