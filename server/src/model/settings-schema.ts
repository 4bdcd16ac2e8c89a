/** The format of settings files, `.intspec.yaml`, as data. It stands apart from that of specs, as many who have specs have none. */
import settingsDocument from '../../../schemas/intspec-settings.schema.json' with { type: 'json' };
import type { Schema } from './schema.ts';
import { loadSchema } from './schema.ts';

/** The schema of a whole settings file. */
export const settingsSchema: Schema = loadSchema(settingsDocument);
