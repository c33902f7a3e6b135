/** Which calls have been counted, so that each is counted once. */
package org.voiceagent.exporter.ledger;
