/**
 * Takes what hosted engines send after a call. A request is checked and its body stored durably
 * before anything is parsed; a second step puts each body into the folder of its call, where the
 * intake finds it. Loaded only if the configuration enables a source.
 */
package org.voiceagent.exporter.inbox;
