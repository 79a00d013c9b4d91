/** Put in when it is built. */
declare const __NABLA_VERSION__: string;

export const NABLA_VERSION = __NABLA_VERSION__;
