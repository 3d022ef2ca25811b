"""Terms that a newcomer might add: for each check of the ontology, triples that break its law, and others."""

LABELS = 'rdfs:label "contract"@en , "contrato"@es , "contrat"@fr , "уговор"@sr , "合同"@zh'
HEADER = (
    'dcterms:title "Terms"@en ; dcterms:description "Deals."@en ; dcterms:creator "A" ; dcterms:publisher "A" ; '
    'dcterms:created "2026" ; dcterms:modified "2026" ; dcterms:bibliographicCitation "A." ; owl:versionInfo "1" ; '
    "owl:versionIRI <https://w3id.org/ai-surveillance/terms/1> ; "
    'vann:preferredNamespacePrefix "terms" ; vann:preferredNamespaceUri "https://w3id.org/ai-surveillance/terms#"'
)
TERMS = "<https://w3id.org/ai-surveillance/terms>"

FAULTS: dict[str, str] = {
    "chain-of-one": "ais:awards owl:propertyChainAxiom ( ais:suppliesTo ) .",
    "class-unconnected": "ais:Contract a owl:Class .",
    "deprecated-in-use": "ais:Contract owl:deprecated true . ais:awards rdfs:range ais:Contract .",
    "deprecated-without-successor": "ais:Contract owl:deprecated true .",
    "inverse-at-odds": "ais:awards owl:inverseOf ais:won ; rdfs:domain ais:Agent . ais:won rdfs:range ais:Contract .",
    "kinds-not-disjoint": "ais:Contract rdfs:subClassOf ais:Situation . ais:Gift rdfs:subClassOf ais:Situation .",
    "label-of-two-terms": (
        'ais:Contract a owl:Class ; rdfs:label "deal"@en . ais:awards a owl:ObjectProperty ; rdfs:label "deal"@en .'
    ),
    "ontology-without-header": f"{TERMS} a owl:Ontology ; {HEADER} .",
    "prefix-of-two-namespaces": (
        'ais:p sh:prefix "terms" ; sh:namespace "https://example.org/b#" . '
        'ais:q sh:prefix "terms" ; sh:namespace "https://example.org/a#" .'
    ),
    "property-with-two-domains-or-ranges": "ais:awards rdfs:domain ais:Contract , ais:Agent .",
    "property-without-domain-or-range": "ais:awards a owl:ObjectProperty ; rdfs:domain ais:Agent .",
    "term-in-wrong-case": "ais:awarded_to a owl:ObjectProperty .",
    "term-under-itself": "ais:Contract rdfs:subClassOf ais:Contract .",
    "term-undeclared": "ais:awards rdfs:domain ais:Contarct .",
    "term-without-definition": "ais:Contract a owl:Class .",
    "term-without-example": "ais:Contract a owl:Class .",
    "term-without-home": "ais:Contract a owl:Class .",
    "term-without-labels": f"ais:Contract a owl:Class ; {LABELS.rpartition(' , ')[0]} .",
    "text-with-stray-space": 'ais:Contract rdfs:label "contract "@en .',
    "two-definitions": 'ais:Contract skos:definition "A deal."@en , "A bargain."@en .',
}

SOUND: dict[str, str] = {
    "chain-of-one": "ais:awards owl:propertyChainAxiom ( ais:suppliesTo ais:basedIn ) .",
    "class-unconnected": "ais:Contract a owl:Class . ais:awards rdfs:range ais:Contract .",
    "deprecated-in-use": "ais:Contract owl:deprecated true . ais:awards rdfs:range ais:Supply .",
    "deprecated-without-successor": "ais:Contract owl:deprecated true ; dcterms:isReplacedBy ais:Supply .",
    "inverse-at-odds": "ais:awards owl:inverseOf ais:won ; rdfs:domain ais:Agent . ais:won rdfs:range ais:Agent .",
    "kinds-not-disjoint": f"{FAULTS['kinds-not-disjoint']} ais:Gift owl:disjointWith ais:Contract .",
    "label-of-two-terms": FAULTS["label-of-two-terms"].replace('"deal"@en .', '"award"@en .', 1),
    "ontology-without-header": (
        f"{TERMS} a owl:Ontology ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> ; {HEADER} ."
    ),
    "prefix-of-two-namespaces": FAULTS["prefix-of-two-namespaces"].replace('"terms"', '"deals"', 1),
    "property-with-two-domains-or-ranges": "ais:awards rdfs:domain ais:Agent ; rdfs:range ais:Contract .",
    "property-without-domain-or-range": FAULTS["property-without-domain-or-range"]
    + "ais:awards rdfs:range ais:Supply .",
    "term-in-wrong-case": "ais:awardedTo a owl:ObjectProperty .",
    "term-under-itself": "ais:Contract rdfs:subClassOf ais:Supply .",
    "term-undeclared": "ais:awards rdfs:domain ais:Contract ; rdfs:range xsd:string . ais:Contract a owl:Class .",
    "term-without-definition": 'ais:Contract a owl:Class ; skos:definition "A deal."@en .',
    "term-without-example": 'ais:Contract a owl:Class ; skos:example "That of 2017."@en .',
    "term-without-home": "ais:Contract a owl:Class ; rdfs:isDefinedBy <https://w3id.org/ai-surveillance/ontology> .",
    "term-without-labels": f"ais:Contract a owl:Class ; {LABELS} .",
    "text-with-stray-space": 'ais:Contract rdfs:label "framework contract"@en .',
    "two-definitions": 'ais:Contract skos:definition "A deal."@en , "Un accord."@fr .',
}
