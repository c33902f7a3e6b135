/** Puts the parts together and runs them until told to stop; the only place that makes them. */
package org.voiceagent.exporter.daemon;
