/**
 * Scopes in prose that allow reading and nothing else. To say so of a scope accuses it of being too small, so each
 * clause must read, and no word of it may be another ability.
 */

const READING = /\bread[- ]?only\b|\bread(?:s|ing)?\b|\bSELECT\b/i;
/** Words after which nobody can say that only reading is meant. */
const ACTING = new RegExp(
  String.raw`\b(?:(?:write|writ|insert|update|updat|delete|delet|merge|merg|upsert|create|creat|edit|modif|modify|change|chang|add|remove|remov|publish|send|post|put|patch|upload|produce|produc|execute|execut|manage|manag|append|index|store|stor|save|sav|load|copy|copi|import|sync|ingest|replicate|replicat|apply|appli|register|submit|approve|approv|move|mov|archive|archiv|operate|operat|own)(?:s|es|d|ed|ing)?|admin|administrator|owner|full|all|any)\b`,
  'i',
);
/** Roles that may more than read: `roles/bigquery.dataEditor`. */
const ROLES = /(?:editor|contributor|writer|owner|admin|administrator|manager|publisher|creator|operator|developer|author|maintainer|superuser)s?\b/i;
/** What may follow “and”. */
const ALSO_READS = '(?:read(?:s|ing)?|list(?:s|ing)?|view(?:s|ing)?|describe|select|get|browse|search|see|query|show|usage|connect)';
const CONNECTED = new RegExp(String.raw`(?:\b(?:and|plus|or|also|then|with)\b|[&+/])(?!\s*(?:(?:only|also)\s+)?${ALSO_READS}\b)`, 'i');
/** Things in a row, which are no abilities: `Read on Charges and Events`, `SELECT on a.b and a.c`. */
const THINGS = /(\b(?:on|to|of|for)\s+(?:[A-Z][A-Za-z]+|[\w*-]+\.[\w.*-]+))\s+(?:and|or)\s+(?:[A-Z][a-z]+|[\w*-]+\.[\w.*-]+)(?=\s*$)/;
/** Words in capitals that name no ability but reading, or none at all. */
const CAPITALS = new Set('SELECT USAGE CONNECT READ GET LIST DESCRIBE VIEW VIEWS SHOW HEAD ON TO IN OF FOR AND FROM GRANT ROLE SCHEMA TABLE TABLES DATABASE WAREHOUSE API REST SQL HTTP ONLY'.split(' '));
/** Names, behind what they are names of. */
const NAMES = /\b(on|to|in|from|role|user|warehouse|schema|table|view|database|bucket|topic|index|account)\s+(?!(?:on|to|in|role|user|warehouse|schema|table|view|database|bucket|topic|index|account)\b)["'`]?[\w.*$-]+/gi;

/** Whether every clause of a text reads, but for what only lets a connection be made. */
export function isReadingProse(text: string): boolean {
  const clauses = text.split(/[,;]/).map((clause) => clause.trim()).filter((clause) => clause !== '');
  const reads = clauses.filter((clause) => /\s|^SELECT$/.test(clause) && READING.test(clause) && !mayMore(clause));
  return reads.length > 0 && clauses.every((clause) => reads.includes(clause) || (/\b(?:USAGE|CONNECT)\b/.test(clause) && !mayMore(clause)));
}

/** Whether something in a clause may be an ability other than reading. */
function mayMore(clause: string): boolean {
  const words = clause.replace(THINGS, '$1').replace(/^(?:[\w-]+\s+){0,2}(?:key|token|role|user|account|credential|app)\s+with\b/i, '');
  if (ACTING.test(words) || ROLES.test(words) || CONNECTED.test(words)) return true;
  return [...words.replace(NAMES, '$1').matchAll(/\b[A-Z]{2,}\b/g)].some(([word]) => !CAPITALS.has(word));
}
