"""The closed vocabulary of messages: words that say why one writes and what one asks, and nothing about what one can do."""

from collections.abc import Mapping

from lifeos.contracts.words import Locale

_EN = """
hello hi dear good morning afternoon write writing wrote about regarding position role job opening vacancy
advert ad posting posted published advertised listing apply applying application applied like would could can
may might will want wanted wondering wonder know let hear hearing look looking forward see seen saw noticed
read reading find found talk speak chat call conversation discuss discussing meet meeting connect connecting
contact reach reaching invitation minutes minute time short brief quick moment week weeks day days today
tomorrow next this coming soon monday tuesday wednesday thursday friday question ask asking answer reply
replying respond response still open available possible thank thanks thankful grateful appreciate please kind
kindly regards best sincerely interested interest team company colleague colleagues person people hiring
recruiter recruiting manager you your yours refer referring referral recommend introduce introduction direct
right willing help more further details information follow following up again hope hoping before after last
earlier previous message mail email e-mail note linkedin learn suitable convenient suits suit whether happy
glad pleased attached attach cv resume send sending sent share sharing
"""
_ES = """
hola buenos buenas dias tardes estimado estimada escribo escribi escribir escribirle escribirte acerca sobre
puesto vacante empleo oferta anuncio publicacion publicaron publico publicada publicado postularme postular
postulo postulacion candidatura solicitud gustaria quisiera quiero podria podriamos podemos puede puedo
querria encantaria saber conocer hablar conversar platicar charlar charla llamada llamar conversacion reunion
reunirnos conectar contactar contacto agregarle agregar red invitacion minutos minuto tiempo breve rato
momento semana semanas dia hoy manana proxima proximo pronto lunes martes miercoles jueves viernes pregunta
preguntar respuesta responder responderme sigue abierto abierta disponible posible gracias agradezco agradecer
agradeceria favor saludo saludos cordial cordiales atentamente interesa interesado interesada interes equipo
empresa compania colega colegas persona seleccion reclutamiento usted ustedes recomendar recomendarme
recomendacion referir referirme referido presentar presentarme indicarme indicar decirme decir dispuesto
dispuesta ayudar ayudarme mas detalles informacion seguimiento nuevo nuevamente espero esperar espera quedo
antes despues ultimo ultima anterior pasada pasado mensaje correo nota linkedin conveniente convenga vi leido
leer lei encontre visto adjunto adjunta cv curriculum enviar envio envie enviarle compartir busco permite
permitiria haria si tendria corta corto viene parece bien buscan encaja anuncian llegar
"""
_PT = """
ola oi bom boa dia tarde prezado prezada caro cara escrevo escrevi escrever escrever-lhe respeito sobre vaga
cargo posicao emprego oportunidade anuncio publicacao publicaram publicada publicado anunciada divulgada
candidatar candidato-me candidatura candidatei gostaria queria quero poderia poderiamos podemos pode posso
adoraria saber conhecer falar conversar conversa bater papo ligacao ligar reuniao conectar contato entrar rede
convite minutos minuto tempo breve rapida rapido momento semana semanas dias hoje amanha proxima proximo
segunda terca quarta quinta sexta-feira pergunta perguntar resposta responder retorno continua ainda aberta
aberto disponivel possivel obrigado obrigada agradeco agradecer agradeceria favor gentileza cordialmente
atenciosamente abraco interesse interessa interessado interessada time equipe empresa colega colegas pessoa
selecao recrutamento voce voces indicar indicacao recomendar recomendacao apresentar dizer disposto disposta
ajudar mais detalhes informacoes acompanhamento novamente novo espero esperar aguardo fico antes depois ultimo
ultima anterior passada passado mensagem e-mail email nota linkedin conveniente vi lido ler li encontrei teria
vem senhor senhora curta curto procuram combina anunciam chegar visto anexo cv curriculo enviar envio enviei
compartilhar procuro permite
"""

TALK: Mapping[Locale, frozenset[str]] = {
    "en": frozenset(_EN.split()),
    "es": frozenset(_ES.split()),
    "pt": frozenset(_PT.split()),
}
