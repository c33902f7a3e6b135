/**
 * Whether changes of an engine's configuration helped: calls before and after are compared, as they
 * came. Observational, not randomised.
 */
package org.voiceagent.exporter.experiment;
