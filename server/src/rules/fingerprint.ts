/** Fingerprints of findings: the same as long as a finding says the same of the same, wherever in its file it stands. */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Identity } from './identity.ts';

/** Enough for no two of a million findings to be the same by chance. */
const BYTES = 16;

/** A finding's fingerprint; it is the only one of its kind in its file. */
export function fingerprintOf({ rule, keys, subject, count }: Identity): string {
  return hashOf([rule, keys, subject, String(count)]);
}

/** A short name for some texts in this order, in hexadecimal digits. */
export function hashOf(texts: readonly string[]): string {
  const bytes = sha256(new TextEncoder().encode(JSON.stringify(texts))).subarray(0, BYTES);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
