/** The numbers and values of rules: expressions, and how a suggested value is found. */
package org.voiceagent.exporter.advice.amount;
