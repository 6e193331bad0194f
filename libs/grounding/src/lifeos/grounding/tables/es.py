"""Spanish."""

from lifeos.grounding.tables.table import Table, groups, numbered, stepped, words

_RELATIVE = (
    r"(?:hermano|hermana|esposo|esposa|marido|mujer|pareja|madre|padre|mama|papa|hijo|hija|primo|prima|tio|tia"
    r"|amigo|amiga|novio|novia|compadre|comadre|cunado|cunada)"
)

SPANISH = Table(
    stopwords=words(
        "el la los las lo un una uno unos unas de del al a en y e o u ni que con sin por para como es son era eran "
        "fue fueron ser soy estoy esta estan estaba estuve este esto estos estas ese esa eso esos esas me mi mis "
        "mio nos nuestro nuestra se su sus te tu tus le les yo nosotros ellos ellas cuando donde mientras si no ya "
        "muy mas menos tambien solo pero sino porque pues desde hasta entre sobre tras ante bajo cada todo toda "
        "todos todas otro otra otros otras mismo misma ha he han hemos habia hay tan tanto unos ahi aqui alli "
        "asi bueno osea luego despues antes durante mediante cual cuales quien"
    ),
    fillers=words(
        "experiencia incluyendo incluye varios varias diversos mediante utilizando usando uso trabajo trabaje "
        "trabajando responsable cargo año ano anos exito "
        "mantener mantuve mantengo lograr logre logro realizar realice realizo efectuar hice hago llevar "
        "encargue encargado equipo personas persona gente personal empleados companeros alrededor "
        "aproximadamente casi cerca ningun ninguna diario diaria diarios diarias semanal semanales mensual "
        "mensuales anual anuales responsable anterior anteriores previa puesto procedentes "
        " integrante integrantes miembro miembros"
    ),
    suffixes=(
        "aciones", "iciones", "amientos", "imientos", "amiento", "imiento", "aciones", "acion", "icion", "ciones",
        "cion", "siones", "sion", "ieron", "aron", "iendo", "ando", "abamos", "iamos", "adoras", "adores",
        "adora", "ador", "edor", "idor", "aban", "amos", "emos", "imos", "adas", "ados", "idas", "idos", "ada",
        "ado", "ida", "ido", "aba", "ian", "ia", "ar", "er", "ir", "an", "en", "es", "as", "os", "io", "a", "e",
        "i", "o", "s",
    ),
    irregular={
        "reduje": "reducir", "redujo": "reducir", "redujimos": "reducir", "redujeron": "reducir",
        "reduccion": "reducir", "hice": "hacer", "hizo": "hacer", "hicimos": "hacer", "hago": "hacer",
        "dirijo": "dirigir", "direccion": "dirigir", "conduje": "conducir", "tuve": "tener", "tengo": "tener",
        "llevo": "llevar", "puse": "poner", "traje": "traer", "construi": "construir", "construyo": "construir",
        "construimos": "construir", "gano": "ganar", "vendi": "vender", "ventas": "vender", "venta": "vender",
        "escribi": "escribir", "atiendo": "atender", "entreno": "entrenar", "implementacion": "implementar",
    },
    synonyms=groups("""
        construir desarrollar crear montar armar
        coordinar gestionar organizar administrar
        dirigir liderar encabezar mandar
        formar capacitar ensenar entrenar instruir mentora mentor
        ayudar apoyar colaborar participar contribuir asistir
        equipo personal gente persona plantilla empleado trabajador companero
        cliente cuenta
        arreglar reparar resolver solucionar
        entregar completar terminar
        revisar controlar verificar inspeccionar comprobar auditar
        empezar comenzar iniciar entrar
        error fallo defecto
        comprar adquirir
        vender venta
        alumno estudiante
        conducir manejar operar
        atender cuidar
        escribir redactar preparar elaborar hacer
        migrar trasladar pasar migracion
        semana semanal
        mes mensual
        dia diario
        grande amplio
        aproximadamente alrededor casi
        tienda local
        seguir seguimiento monitorear controlar
        promover ascender
        retraso demora espera
    """),
    months=numbered(
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
        "septiembre/setiembre/sept/sep/set octubre/oct noviembre/nov diciembre/dic",
        1,
    ),
    small_numbers={
        **numbered(
            "cero uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            "dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiun/veintiuna veintidos veintitres "
            "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
        ),
        **stepped("_ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa", 10),
        **stepped(
            "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
            "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas "
            "novecientos/novecientas",
            100,
        ),
        "par": 2,
    },
    scales={"docena": 12, "docenas": 12, "mil": 1000, "millon": 10**6, "millones": 10**6},
    doubtful_numbers=words("un una uno"),
    leading=words(
        "lidere lidera lidero liderando liderar liderazgo dirigi dirijo dirigia dirigiendo dirigir gestione "
        "gestiono gestionaba gestionando encabece encabezo supervise superviso supervisaba supervisando funde "
        "fundador fundadora mande comande"
    ),
    helping=words(
        "colabore colaboro colaboraba colaborando ayude ayudo ayudaba ayudando apoye apoyo apoyaba apoyando "
        "participe participo participaba participando contribui contribuyo asisti asistia"
    ),
    praise=words(
        "premio premios premiado premiada galardonado galardonada mejor mejores lider lideres experto experta "
        "excepcional excepcionales sobresaliente destacado destacada reconocido reconocida prestigioso mundial "
        "inigualable insuperable visionario visionaria maximo maxima unico unica"
    ),
    multiples=words(
        "duplique duplico duplicamos duplicar duplicando triplique triplico triplicamos triplicar cuadruplique doble triple"
    ),
    up=words(
        "aumente aumento aumentamos aumentar aumentando incremente incremento incrementamos incrementar subi subio "
        "subimos subir subiendo mejore mejoro mejoramos mejorar mejorando crecio crecimos crecer eleve elevar "
        "duplique duplico duplicamos"
    ),
    down=words(
        "reduje redujo redujimos reducir reduciendo reduccion baje bajo bajamos bajar bajando disminui disminuyo "
        "disminuimos disminuir recorte recorto recortamos recortar rebaje rebajar acorte ahorre ahorro ahorrar"
    ),
    seniority=words(
        "jefe jefa jefatura director directora gerente senior encargado encargada supervisor supervisora lider "
        "principal presidente presidenta coordinador coordinadora ejecutivo ejecutiva fundador "
        "fundadora socio socia subdirector subdirectora capataz especialista"
    ),
    leading_cues=r"\b(?:a mi cargo|a cargo|al frente|al mando|encargad[oa]|responsable|jef[ae]|jefatura|director[a]?"
    r"|gerente|supervisor[a]?|coordin\w+|llevo|llevaba|mi equipo|tengo un equipo|tenia un equipo"
    r"|me encarg\w+|manejo|manejaba|lider)\b",
    present_cues=r"\b(?:desde|actual|actualidad|actualmente|ahora|hoy|presente|sigo|seguimos|todavia|aun"
    r"|en curso|a la fecha|al dia de hoy|hasta la fecha|cursando)\b",
    open_start_cues=r"desde",
    until_cues=r"hasta|finales de|fines de|termine en|sali en|acabe en",
    since_cues=r"desde|empece en|entre en|a partir de",
    range_cues=r"a|al|hasta|y",
    correction_cues=r"no miento|miento|perdon|digo|mejor dicho|no no|corrijo|me equivoco",
    negator_cues=r"\b(?:no|nunca|jamas|sin|ni|tampoco|nada de|cero)\b",
    ability_cues=r"\b(?:se|sabia|conozco|conocia|uso|use|usado|hablo|hablaba|tengo|tenia|manejo|manejaba|domino|aprendi"
    r"|trabaje|trabajado|toque|tocado|entiendo|estudie|termine|saque|obtuve|cuento|experiencia)\b",
    denied_after_cues=r"(?:no|nunca|tampoco)(?: (?:lo|la|los|las|le))?(?: (?:se|conozco|uso|use|usado|he usado|manejo"
    r"|hablo|domino|tengo|entiendo))?",
    wish_cues=r"\b(?:quiero|quisiera|queria|me gustaria|busco|espero|pienso|aspiro|voy a|postule|me postule|aplique"
    r"|entrevist\w+ (?:en|con)|me interesa|aprender|sueno con|me quiso)\b",
    others_cues=rf"\b(?:mi|su|un|una|nuestro|nuestra)(?: \w+)? {_RELATIVE}\b"
    rf"|\b{_RELATIVE} (?:esta|trabaja|trabajo|es|sabe|habla|usa|tiene|estudio)\b",
    superior_cues=r"\b(?:reporta\w*|reporte|reporto|respondia|rendia cuentas|asistente|ayudaba|ayude|apoyaba|apoye"
    r"|asistia|mi|nuestro|nuestra|con)(?: (?:a|al|a la|el|la|de|del|de la|un|una))?$",
    customer_cues=r"\b(?:proyectos?|campanas?|auditorias?|consultora|consultoria|proveedor(?:es)?|agencia|socios?)"
    r"(?: \w+)?(?: (?:para|con|de|a|por))?(?: el| la)?\s*$|\b(?:clientes?|cuentas?)\b[^.;]{0,40}$",
    unfinished_cues=r"incomplet[oa]|sin terminar|no (?:la |lo )?termine|no (?:la |lo )?acabe|trunc[ao]|abandone|la deje"
    r"|lo deje|deje la carrera|sin titulo|no tengo titulo",
    rates={
        r"(?:al|por|cada) mes|mensual(?:es|mente)?|/mes": "month",
        r"(?:al|por|cada) ano|anual(?:es|mente)?|/ano": "year",
        r"(?:a la|por|cada) semana|semanal(?:es|mente)?|/semana": "week",
        r"(?:al|por|cada) dia|todos los dias|diari[oa]s?|diariamente|/dia": "day",
        r"(?:a la|por|cada) hora|/hora|/h\b": "hour",
        r"(?:al|por|cada) trimestre|trimestral(?:es|mente)?": "quarter",
    },
)  # fmt: skip
