/** How far a suppression reaches. */
import { assertFindings } from '../helpers/check.ts';
import { crlf, dedent } from '../helpers/text.ts';

/** A text in a file of which nothing but its first findings is asked. */
const rest = '# intspec-disable-file missing-section, missing-required-field -- only a part\n';
const date = (value: string, more = ''): string => `spec_approval:\n  author:\n    name: A\n    date: ${value}\n${more}`;

const CASES: Record<string, string> = {
  'the next line': date('2025-02-30').replace('    date', '    # intspec-disable-next-line invalid-date -- x\n    date'),
  'not the line below it': date('2025-02-30 #! invalid-date').replace('    name', '    # intspec-disable-next-line invalid-date -- x #! unused-suppression\n    name'),
  'all of a text that begins on the next line': date('>-\n      TBD\n').replace('    date', '    # intspec-disable-next-line unfilled-placeholder -- x\n    date'),
  'all of a quoted text': date('"TBD\n      "\n').replace('    date', '    # intspec-disable-next-line unfilled-placeholder -- x\n    date'),
  'a text of which it stands behind the end': date('"TBD\n      " # intspec-disable-line unfilled-placeholder -- x\n'),
  'a text of which it stands behind the head': date('>- # intspec-disable-line unfilled-placeholder -- x\n      TBD\n'),
  'what stands behind the end of such a text': 'spec_approval:\n  # intspec-disable-next-line invalid-date -- x\n  author: { name: "A\n    B", date: 2025-02-30 }\n',
  'not the line below such a text': date('2025-02-30 #! invalid-date').replace('name: A', 'name: >-\n      A\n      B').replace('    name', '    # intspec-disable-next-line invalid-date -- x #! unused-suppression\n    name'),
  'not the value below a text of one line in a block': date('2025-02-30 #! invalid-date').replace('name: A', 'name: | # intspec-disable-line invalid-date -- x #! unused-suppression\n      A\n'),
  'one rule only': date('2025-02-30 #! invalid-date').replace('    date', '    # intspec-disable-next-line title-format -- x #! unused-suppression\n    date'),
};

describe('a suppression reaches', () => {
  for (const [title, text] of Object.entries(CASES)) {
    it(title, () => assertFindings(rest + text));
    it(`${title}, with CRLF`, () => assertFindings(crlf(rest + text)));
  }

  it('everything, where it is for the file', () => assertFindings(dedent`
    # intspec-disable-file missing-section, missing-required-field, invalid-date -- only a part
    spec_approval:
      author: { name: A, date: 2025-02-30 }
      technical_reviewer: { name: B, date: 2025-02-31 }
  `));
});
