/**
 * Catalogs of events: YAML files that say what the lines of event files mean, how private their
 * fields are, and what they count as. Reads them strictly and judges events by them.
 */
package org.voiceagent.exporter.event.catalog;
