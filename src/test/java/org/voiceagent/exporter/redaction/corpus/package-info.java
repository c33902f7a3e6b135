/**
 * What callers and agents say, made up from a seed and labelled, and how much of it the redactor
 * finds. Nothing here knows how the redactor works.
 */
package org.voiceagent.exporter.redaction.corpus;
