/** @module Where devices say what became of events: one set for all of them, in which each sees its own. */

export const RESPONSE_SETS_HREF = '/rsps'
export const RESPONSE_SET_HREF = '/rsps/1'
export const RESPONSES_HREF = '/rsps/1/rsp'
