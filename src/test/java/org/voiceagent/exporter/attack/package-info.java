/**
 * Attacks on the running daemon, each named in the threat model ({@code docs/security.md}).
 * Everything is real: the daemon, its port, its TLS, and what an attacker sends.
 */
package org.voiceagent.exporter.attack;
