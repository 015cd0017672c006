package org.noiseproof.criteria;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.noiseproof.check.Case;
import org.noiseproof.check.CoordinatewiseDraws;
import org.noiseproof.check.Draw;

/** The optimizers that scale every coordinate by its own past, each with its draws. */
final class Coordinatewise {
  private Coordinatewise() {}

  static Map<String, Function<Draw, Case>> draws() {
    Map<String, Function<Draw, Case>> draws = new LinkedHashMap<>();
    draws.put("rmsprop", CoordinatewiseDraws::rmsprop);
    draws.put("adagrad", CoordinatewiseDraws::adagrad);
    draws.put("adadelta", CoordinatewiseDraws::adadelta);
    draws.put("adamax", CoordinatewiseDraws::adamax);
    draws.put("nadam", CoordinatewiseDraws::nadam);
    draws.put("amsgrad", CoordinatewiseDraws::amsgrad);
    draws.put("adabelief", CoordinatewiseDraws::adabelief);
    draws.put("lion", CoordinatewiseDraws::lion);
    return draws;
  }
}
