/** LSP snippets in tests: as text, as an editor would insert them when nobody types anything. */

/** The snippet with every tab stop at its default: its placeholder, its first choice, or nothing. */
export function resolveSnippet(snippet: string): string {
  let text = '';
  let at = 0;
  while (at < snippet.length) {
    const rest = snippet.slice(at);
    const choice = /^\$\{\d+\|((?:\\[\s\S]|[^\\|])*)\|\}/.exec(rest);
    const named = /^\$\{\d+:((?:\\[\s\S]|[^\\}$])*)\}/.exec(rest);
    const bare = /^\$(?:\d+|\{\d+\})/.exec(rest);
    const escaped = /^\\([\\$}])/.exec(rest);
    if (choice) text += unescape(/^(?:\\[\s\S]|[^\\,])*/.exec(choice[1] ?? '')?.[0] ?? '');
    else if (named) text += unescape(named[1] ?? '');
    else if (escaped) text += escaped[1] ?? '';
    else if (!bare) {
      if (rest.startsWith('$')) throw new Error(`A $ that is no tab stop, in ${JSON.stringify(snippet)}`);
      text += snippet[at] ?? '';
    }
    at += (choice ?? named ?? bare ?? escaped)?.[0].length ?? 1;
  }
  return text;
}

function unescape(text: string): string {
  return text.replace(/\\([\\$},|])/g, '$1');
}
