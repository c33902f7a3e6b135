/** Rules as data: conditions, suggested changes, examples, and how they are read from YAML. */
package org.voiceagent.exporter.advice.rule;
