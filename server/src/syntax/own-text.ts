/** A text that holds on to no other: a part of a text keeps all of it in memory, and what stays must not hold on to what is gone. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
