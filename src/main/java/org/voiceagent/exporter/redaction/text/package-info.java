/**
 * The basis of all detectors of personal data: tokens, patterns, topics, and the work budget of a
 * text.
 */
package org.voiceagent.exporter.redaction.text;
