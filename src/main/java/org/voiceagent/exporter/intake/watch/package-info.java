/**
 * Tells the intake at once when something changes in the sessions folder; events are hints only.
 */
package org.voiceagent.exporter.intake.watch;
