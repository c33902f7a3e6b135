/**
 * Whether changes of an engine's configuration helped: compares the calls before and after each
 * change. Observational, not randomised.
 */
package org.voiceagent.exporter.experiment;
