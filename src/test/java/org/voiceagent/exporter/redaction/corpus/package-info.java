/**
 * Made-up calls, labelled and generated from a seed, and how much of their personal data the
 * redactor finds. Nothing here knows how the redactor works.
 */
package org.voiceagent.exporter.redaction.corpus;
