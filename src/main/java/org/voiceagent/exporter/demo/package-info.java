/**
 * A voice engine that needs no telephone: it plays scripted calls and leaves the folders a real one
 * would leave, well-behaved or careless.
 */
package org.voiceagent.exporter.demo;
