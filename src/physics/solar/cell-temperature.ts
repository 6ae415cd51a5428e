/** @module How hot solar cells get. */

/**
 * Heat loss of a free-standing module: constant [W/(m²·K)] and per wind speed [W/(m²·K)/(m/s)].
 *
 * @see D. Faiman, as below; means of seven module types
 */
const FAIMAN_U0 = 25
const FAIMAN_U1 = 6.84

/**
 * Cell temperature: T_air + POA/(u0 + u1·v).
 *
 * @param poaWm2 - irradiance on the module's plane [W/m²]
 * @param ambientC - air temperature [°C]
 * @param windMs - wind speed at the module [m/s]
 * @param u0 - constant heat loss [W/(m²·K)]
 * @param u1 - heat loss per wind speed [W·s/(m³·K)]
 * @returns temperature [°C]
 * @see D. Faiman, "Assessing the outdoor operating temperature of photovoltaic modules", Progress in Photovoltaics 16
 *   (2008) 307, doi:10.1002/pip.813
 */
export function faimanCellC(poaWm2: number, ambientC: number, windMs: number, u0 = FAIMAN_U0, u1 = FAIMAN_U1): number {
  return ambientC + poaWm2 / (u0 + u1 * windMs)
}
