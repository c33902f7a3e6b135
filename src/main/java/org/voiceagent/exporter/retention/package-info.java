/**
 * How long raw call folders stay: a policy, a pure plan of what goes by it and why, and the sweeper
 * that removes what is planned, after making sure that it was counted.
 */
package org.voiceagent.exporter.retention;
