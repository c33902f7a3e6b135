/** Translates the reports that engines write by themselves into the files of the contract. */
package org.voiceagent.exporter.artifact.engine;
