/**
 * The systems around voice agents, played for a demo: a learning system, companion bots, the log of
 * LLM calls and the quality of a product, each appending lines of events as its processes would.
 */
package org.voiceagent.exporter.demo.event;
