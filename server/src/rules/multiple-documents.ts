import { specFormat } from '../model/format.ts';
import type { Rule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { problemFindings } from './text-problems.ts';

/** A second YAML document in the file. */
export const multipleDocuments: Rule = {
  id: 'multiple-documents',
  severity: 'error',
  title: 'More than one YAML document',
  explanation:
    'A spec file holds one spec. What stands behind a second `---` is not read, neither by the checker nor by the executor. Move it to a file of its own.',
  bad: { text: 'author: Dana Reyes\n---\nspec_id: INT-2025-002' },
  good: { text: 'author: Dana Reyes' },
  formats: EVERY_FORMAT,
  check: ({ spec }) => problemFindings(spec, 'multiple-documents').map((finding) =>
    spec.format === specFormat ? finding : { ...finding, message: 'A second YAML document starts here. Only the first one counts: take its settings over there, and remove the line between them.' }),
};
