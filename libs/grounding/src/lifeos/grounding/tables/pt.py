"""Portuguese."""

from lifeos.grounding.tables.table import Table, groups, numbered, stepped, words

_RELATIVE = (
    r"(?:irmao|irma|esposo|esposa|marido|mulher|companheir[oa]|mae|pai|filho|filha|primo|prima|tio|tia|amigo|amiga"
    r"|namorado|namorada|cunhado|cunhada|sogra|sogro)"
)

PORTUGUESE = Table(
    stopwords=words(
        "o a os as um uma uns umas de do da dos das em no na nos nas e ou nem que com sem por para pra pro como "
        "se eu me mim meu minha meus minhas nosso nossa nossos nossas voce ele ela eles elas seu sua seus suas lhe "
        "isso isto este esta esse essa aquele aquela la ca ali aqui quando onde enquanto nao sim ja muito mais "
        "menos tambem so mas porque pois desde ate entre sobre ao aos apos antes depois durante cada todo toda "
        "todos todas outro outra outros outras mesmo mesma sou era foi eram foram ser estou esta estava estive ha "
        "tem ter tinha tao tanto pelo pela pelos pelas num numa ai ne tipo entao assim bom"
    ),
    fillers=words(
        "experiencia incluindo inclui varios varias diversos utilizando usando uso trabalho trabalhei trabalhando "
        "responsavel cargo ano anos sucesso "
        "manter mantive mantenho conseguir consegui alcancar realizar realizei realizo efetuar fiz faco "
        "equipe equipa time pessoas pessoa gente pessoal funcionarios colegas aproximadamente quase cerca "
        "nenhum nenhuma diario diaria diarios diarias semanal semanais mensal mensais anual anuais "
        "responsavel anterior anteriores previa vaga "
        " integrante integrantes membro membros"
    ),
    suffixes=(
        "amentos", "imentos", "amento", "imento", "acoes", "icoes", "acao", "icao", "coes", "cao", "soes", "sao",
        "aram", "eram", "iram", "ando", "endo", "indo", "avamos", "adoras", "adores", "adora", "ador", "edor",
        "avam", "amos", "emos", "imos", "adas", "ados", "idas", "idos", "ada", "ado", "ida", "ido", "ava", "iam",
        "ia", "ei", "ou", "iu", "ar", "er", "ir", "am", "em", "es", "as", "os", "io", "a", "e", "i", "o", "s",
    ),
    irregular={
        "reduzi": "reduzir", "reduziu": "reduzir", "reducao": "reduzir", "fiz": "fazer", "fez": "fazer",
        "fizemos": "fazer", "faco": "fazer", "dirijo": "dirigir", "direcao": "dirigir", "tive": "ter",
        "trouxe": "trazer", "construi": "construir", "construiu": "construir", "construimos": "construir",
        "vendi": "vender", "vendas": "vender", "venda": "vender", "escrevi": "escrever", "atendo": "atender",
        "cuido": "cuidar", "diminui": "diminuir", "diminuiu": "diminuir", "gestao": "gerir",
    },
    synonyms=groups("""
        construir desenvolver criar montar
        coordenar gerir organizar administrar gerenciar
        dirigir liderar chefiar comandar
        treinar capacitar ensinar formar instruir orientar
        ajudar apoiar colaborar participar contribuir auxiliar
        equipe equipa time pessoal gente pessoa funcionario colaborador membro
        cliente conta
        consertar reparar resolver solucionar
        entregar completar terminar concluir
        revisar controlar verificar inspecionar conferir auditar
        comecar iniciar entrar
        erro falha defeito
        comprar adquirir
        vender venda
        aluno estudante
        dirigir conduzir operar
        atender cuidar
        escrever redigir preparar elaborar fazer
        migrar transferir passar migracao
        bater atingir superar alcancar
        semana semanal
        mes mensal
        dia diario
        grande amplo
        aproximadamente cerca quase uns
        loja
        seguir seguimento acompanhar acompanhamento monitorar controlo
        promover
        atraso demora espera
    """),
    months=numbered(
        "janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago "
        "setembro/set outubro/out novembro/nov dezembro/dez",
        1,
    ),
    small_numbers={
        **numbered(
            "zero um/uma dois/duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze "
            "quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove"
        ),
        **stepped("_ vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 10),
        **stepped(
            "cem/cento duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas "
            "seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas",
            100,
        ),
    },
    scales={"duzia": 12, "duzias": 12, "mil": 1000, "milhao": 10**6, "milhoes": 10**6},
    doubtful_numbers=words("um uma"),
    leading=words(
        "liderei lidero liderava liderando liderar lideranca dirigi dirijo dirigia dirigindo gerenciei gerencio "
        "gerenciava gerenciando gerencia geri gestao chefiei chefio chefiava chefiando comandei comando "
        "supervisionei supervisiono supervisionava supervisionando fundei fundador fundadora encabecei"
    ),
    helping=words(
        "colaborei colaboro colaborava colaborando ajudei ajudo ajudava ajudando apoiei apoio apoiava apoiando "
        "participei participo participava participando contribui contribuo auxiliei auxilio auxiliava auxiliando"
    ),
    praise=words(
        "premio premios premiado premiada melhor melhores lider lideres especialista expert excepcional "
        "excepcionais destacado destaque renomado renomada reconhecido reconhecida prestigioso mundial "
        "inigualavel visionario visionaria maximo maxima unico unica"
    ),
    multiples=words(
        "dobrei dobrou dobramos dobrar dobrando dupliquei duplicou duplicamos tripliquei triplicou triplicamos "
        "dobro triplo"
    ),
    up=words(
        "aumentei aumentou aumentamos aumentar aumentando aumento incrementei incrementou subi subiu subimos subir "
        "melhorei melhorou melhoramos melhorar melhorando cresceu crescemos crescer elevei elevar dobrei dobrou"
    ),
    down=words(
        "reduzi reduziu reduzimos reduzir reduzindo reducao baixei baixou baixamos baixar baixando diminui "
        "diminuiu diminuimos diminuir cortei cortou cortamos cortar caiu encurtei economizei economizou economizar "
        "derrubei derrubamos"
    ),
    seniority=words(
        "chefe chefia diretor diretora gerente senior encarregado encarregada supervisor supervisora lider "
        "principal presidente presidenta coordenador coordenadora executivo executiva fundador "
        "fundadora socio socia pleno especialista"
    ),
    leading_cues=r"\b(?:sob minha responsabilidade|a meu cargo|a frente|no comando|encarregad[oa]|responsavel|chefe"
    r"|diretor[a]?|gerente|supervisor[a]?|coorden\w+|tomo conta|tomava conta|minha equipe|meu time"
    r"|cuido d\w+|cuidava d\w+|toco|tocava|lider)\b",
    present_cues=r"\b(?:desde|atual|atualidade|atualmente|agora|hoje|presente|ainda|sigo|continuo|em curso|cursando"
    r"|ate o momento|ate hoje)\b",
    open_start_cues=r"desde",
    until_cues=r"ate|fim de|final de|terminei em|sai em|acabei em",
    since_cues=r"desde|comecei em|entrei em|a partir de",
    range_cues=r"a|ao|ate|e",
    correction_cues=r"quer dizer|alias|digo|desculpa|minto|ou melhor|nao nao|nao pera|pera|corrigindo",
    negator_cues=r"\b(?:nao|nunca|jamais|sem|nem|nada de|zero)\b",
    ability_cues=r"\b(?:sei|sabia|conheco|conhecia|uso|usei|usado|falo|falava|tenho|tinha|mexo|mexi|domino|aprendi"
    r"|trabalhei|trabalhado|entendo|estudei|terminei|tirei|obtive|experiencia)\b",
    denied_after_cues=r"(?:eu )?(?:nao|nunca)(?: (?:o|a))?(?: (?:sei|conheco|uso|usei|mexo|mexi|falo|domino|tenho"
    r"|entendo))?",
    wish_cues=r"\b(?:quero|queria|gostaria|busco|procuro|espero|pretendo|vou|candidatei|me candidatei|apliquei"
    r"|entrevist\w+ (?:na|no|em|com)|me interessa|aprender|sonho em)\b",
    others_cues=rf"\b(?:meu|minha|seu|sua|um|uma|nosso|nossa)(?: \w+)? {_RELATIVE}\b"
    rf"|\b{_RELATIVE} (?:esta|trabalha|trabalhou|sabe|fala|usa|tem|estudou)\b",
    superior_cues=r"\b(?:reportava|reporto|reportei|respondia|assistente|ajudava|ajudei|apoiava|apoiei|auxiliava"
    r"|auxiliei|meu|minha|nosso|nossa|com)(?: (?:a|ao|o|de|do|da|um|uma))?$",
    customer_cues=r"\b(?:projetos?|campanhas?|auditorias?|consultora|consultoria|fornecedor(?:es)?|agencia|parceir[oa]s?)"
    r"(?: \w+)?(?: (?:para|pra|com|de|da|do|a))?(?: o| a)?\s*$|\b(?:clientes?|contas?)\b[^.;]{0,40}$",
    unfinished_cues=r"incomplet[oa]|nao (?:a |o )?terminei|nao (?:a |o )?conclui|trancad[oa]|tranquei|abandonei"
    r"|larguei|sem diploma|nao me formei",
    rates={
        r"(?:por|ao|cada) mes|mensa(?:l|is|lmente)|/mes": "month",
        r"(?:por|ao|cada) ano|anua(?:l|is|lmente)|/ano": "year",
        r"(?:por|cada) semana|semana(?:l|is|lmente)|/semana": "week",
        r"(?:por|ao|cada) dia|todo dia|todos os dias|diari[oa]s?|diariamente|/dia": "day",
        r"(?:por|a cada|cada) hora|/hora|/h\b": "hour",
        r"(?:por|ao|cada) trimestre|trimestra(?:l|is|lmente)": "quarter",
    },
)  # fmt: skip
