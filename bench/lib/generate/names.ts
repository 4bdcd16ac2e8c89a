/** Names of fields as integrations have them, each used once in a record. */
import type { Random } from '../random.ts';

const AREAS = ['order', 'billing', 'shipping', 'payment', 'refund', 'customer', 'account', 'invoice', 'return', 'delivery', 'warehouse', 'contract', 'subscription', 'supplier', 'campaign', 'ticket'];
const THINGS = ['line', 'contact', 'address', 'batch', 'item', 'owner', 'partner', 'period', 'plan', 'channel', 'location', 'request', 'document', 'schedule', 'reference', 'carrier', 'agent', 'group', 'store', 'rate'];

export class Names {
  readonly #random: Random;
  readonly #used = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A name in snake_case that was not given before, which ends in one of these words. */
  next(words: readonly string[]): string {
    const name = [this.#random.pick(AREAS), ...(this.#random.chance(75) ? [this.#random.pick(THINGS)] : []), this.#random.pick(words)].join('_');
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name}_${String(count)}`;
      if (this.#used.has(candidate)) continue;
      this.#used.add(candidate);
      return candidate;
    }
  }
}

export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
