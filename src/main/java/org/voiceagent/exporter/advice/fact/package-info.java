/** What rules may ask about a call: its facts, its configuration and the calls before it. */
package org.voiceagent.exporter.advice.fact;
