/**
 * Finds numbers of persons, written or spoken: cards, accounts, telephones, national ids, dates.
 */
package org.voiceagent.exporter.redaction.number;
