/**
 * How long session folders are kept: a policy, a pure plan of what to remove and why, and the
 * sweeper that carries it out after making sure that each call was counted.
 */
package org.voiceagent.exporter.retention;
