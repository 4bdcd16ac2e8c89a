declare const __INTSPEC_VERSION__: string;

/** The version of the package; set by the build. */
export const VERSION = typeof __INTSPEC_VERSION__ === 'string' ? __INTSPEC_VERSION__ : '0.0.0';
