"""What people say to tools, with the calls it makes where every tool is offered."""

ASKED = (  # what is said, and the calls it makes where every tool is offered
    ("book a table for two at seven", [("book_table", {"people": 2, "time": "07:00"})]),
    (
        "please book a table for four people at half past six in the evening tomorrow "
        "under the name of smith",
        [("book_table", {"people": 4, "time": "18:30", "day": "tomorrow", "name": "smith"})],
    ),
    (
        "I'd like to reserve a table for 6 on Friday at 7:30 pm, my name is Anna Schmidt",
        [("book_table", {"people": 6, "time": "19:30", "day": "Friday", "name": "Anna Schmidt"})],
    ),
    (
        "can you book a table for twelve at quarter to eight tonight",
        [("book_table", {"people": 12, "time": "19:45", "day": "tonight"})],
    ),
    ("book a table", [("book_table", {"people": 1, "time": ""})]),
    ("wake me up at seven thirty", [("set_alarm", {"time": "07:30"})]),
    ("set an alarm for six", [("set_alarm", {"time": "06:00"})]),
    (
        "set an alarm for six fifteen on monday and friday",
        [("set_alarm", {"time": "06:15", "days": ["monday", "friday"]})],
    ),
    ("turn on the light in the kitchen", [("turn_on_light", {"room": "kitchen"})]),
    (
        "switch the lights in the living room on please at fifty percent",
        [("turn_on_light", {"room": "living room", "brightness": 50})],
    ),
    ("turn off the light in the bedroom", [("turn_off_light", {"room": "bedroom"})]),
    (
        "turn on the light in the kitchen and close the window in the bedroom",
        [("turn_on_light", {"room": "kitchen"}), ("close_window", {"room": "bedroom"})],
    ),
    (
        "what is the weather like in new york tomorrow",
        [("get_weather", {"city": "new york", "day": "tomorrow"})],
    ),
    ("weather in Seoul in celsius?", [("get_weather", {"city": "Seoul", "unit": "celsius"})]),
    (
        "send a message to anna saying i will be late",
        [("send_message", {"recipient": "anna", "text": "i will be late"})],
    ),
    (
        "send an urgent text to Ben: call me",
        [("send_message", {"recipient": "Ben", "text": "call me", "urgent": True})],
    ),
    ("i would like a large latte please", [("order_coffee", {"drink": "latte", "size": "large"})]),
    (
        "can i have two iced flat whites without milk",
        [("order_coffee", {"drink": "flat white", "quantity": 2, "milk": False, "iced": True})],
    ),
    (
        "translate good morning into korean",
        [("translate", {"text": "good morning", "target_language": "Korean"})],
    ),
    (
        "Translate into French: where is the station?",
        [("translate", {"text": "where is the station", "target_language": "French"})],
    ),
    (
        "play some music by miles davis",
        [("play_music", {"song": "music", "artist": "miles davis"})],
    ),
    ("set a timer for ten minutes", [("set_timer", {"minutes": 10})]),
    ("start a timer for an hour and a half", [("set_timer", {"minutes": 90})]),
    (
        "set the thermostat to twenty one degrees in the bedroom",
        [("setThermostat", {"temperature": 21, "room": "bedroom"})],
    ),
    ("set the thermostat to 20.5", [("setThermostat", {"temperature": 20.5})]),
    (
        "remind me to call mom tomorrow at five",
        [("create_reminder", {"task": "call mom", "day": "tomorrow", "time": "05:00"})],
    ),
    ("search the web for cheap flights", [("search_web", {"query": "cheap flights"})]),
    (
        "book a flight from berlin to new york for three passengers",
        [("book_flight", {"origin": "berlin", "destination": "new york", "passengers": 3})],
    ),
    (
        "book a first class flight from Seoul to Tokyo on 2026-12-24",
        [
            (
                "book_flight",
                {
                    "origin": "Seoul",
                    "destination": "Tokyo",
                    "date": "2026-12-24",
                    "cabin": "first_class",
                },
            )
        ],
    ),
    ("please call anna", [("call_contact", {"name": "anna"})]),
    (
        "add milk, eggs and bread to the shopping list",
        [("add_to_shopping_list", {"items": ["milk", "eggs", "bread"]})],
    ),
    ("set the volume to thirty percent", [("set_volume", {"level": 0.3})]),
    ("lock the back door", [("lock_door", {"door": "back"})]),
    (
        "convert fifty euros from EUR to USD",
        [("convert_currency", {"amount": 50, "from_currency": "EUR", "to_currency": "USD"})],
    ),
    (
        "order a large pizza with ham and mushrooms",
        [("order_pizza", {"size": "large", "toppings": ["ham", "mushrooms"]})],
    ),
    ("what time is it", [("get_time", {})]),
    ("what time is it in tokyo", [("get_time", {"city": "tokyo"})]),
    ("track my order number 12345", [("track_order", {"order_number": "12345"})]),
    ("start the wool wash at 30 degrees", [("start_wash", {"program": "wool", "degrees": 30})]),
    (
        "pay the bill of forty five dollars to the bank",
        [("pay_bill", {"amount": 45, "to": "bank"})],
    ),
    ("take a note: buy paint", [("take_note", {"note": "buy paint"})]),
    ("rate the service with four stars", [("rate_service", {"stars": 4})]),
    ("set the lamp to blue, on please", [("set_lamp", {"power": "on", "colour": "blue"})]),
    ("부엌 불 켜 줘", [("turn_on_light", {"room": "부엌"})]),
    ("내일 서울 날씨 알려 줘", [("get_weather", {"city": "서울", "day": "내일"})]),
    ("두 명 자리를 저녁 일곱 시 반에 예약해 줘", [("book_table", {"people": 2, "time": "19:30"})]),
    ("엄마에게 늦는다고 문자 보내 줘", [("send_message", {"recipient": "엄마", "text": "늦는다"})]),
    ("거실 불 꺼 줘", [("turn_off_light", {"room": "거실"})]),
    (
        "play bohemian rhapsody by queen",
        [("play_music", {"song": "bohemian rhapsody", "artist": "queen"})],
    ),
    (
        "two small lattes and a large espresso please",
        [
            ("order_coffee", {"drink": "latte", "size": "small", "quantity": 2}),
            ("order_coffee", {"drink": "espresso", "size": "large"}),
        ],
    ),
    (
        "schedule an event with anna and ben on friday at three",
        [
            (
                "create_event",
                {
                    "title": "an event",
                    "day": "friday",
                    "time": "03:00",
                    "attendees": ["anna", "ben"],
                },
            )
        ],
    ),
)


CHATS = (
    "hello, how are you today",
    "thank you very much",
    "i had a great time with my friends",
    "what is in this recording?",
    "my cat likes to sleep in the sun",
    "i read a good book about music",
    "the weather was nice",
    "she turned forty in june",
    "we had a latte this morning",
    "",
    "   ",
    "Summarise this in two sentences",
    "안녕하세요, 만나서 반갑습니다",
    "i love you",
    "yes",
    "no",
    "don't turn on the light in the kitchen",
    "please read aloud: the order of the table",
    "how long is this recording?",
)

WRITTEN = (  # as the ears write them: with capitals, digits and punctuation
    ("Book a table for two at 7 p.m.", [("book_table", {"people": 2, "time": "19:00"})]),
    (
        "Please book a table for 4 people at 7.30 p.m. tomorrow, under the name of Smith.",
        [("book_table", {"people": 4, "time": "19:30", "day": "tomorrow", "name": "Smith"})],
    ),
    ("Wake me up at 6:45 a.m.", [("set_alarm", {"time": "06:45"})]),
    (
        "Set an alarm for 7 a.m. and turn on the light in the kitchen.",
        [("set_alarm", {"time": "07:00"}), ("turn_on_light", {"room": "kitchen"})],
    ),
    (
        "Turn on the light in the kitchen, and close the window in the bedroom.",
        [("turn_on_light", {"room": "kitchen"}), ("close_window", {"room": "bedroom"})],
    ),
    (
        "What's the weather like in New York tomorrow?",
        [("get_weather", {"city": "New York", "day": "tomorrow"})],
    ),
    (
        "Send a message to Anna, saying I will be late.",
        [("send_message", {"recipient": "Anna", "text": "I will be late"})],
    ),
    ("I’d like a large latte, please.", [("order_coffee", {"drink": "latte", "size": "large"})]),
    (
        "Can I have 2 iced flat whites without milk?",
        [("order_coffee", {"drink": "flat white", "quantity": 2, "milk": False, "iced": True})],
    ),
    ("Set a timer for 10 minutes.", [("set_timer", {"minutes": 10})]),
    ("Set a 10-minute timer.", [("set_timer", {"minutes": 10})]),
    (
        "Set the thermostat to 21 degrees in the bedroom.",
        [("setThermostat", {"temperature": 21, "room": "bedroom"})],
    ),
    (
        "Remind me to call Mom tomorrow at 5.",
        [("create_reminder", {"task": "call Mom", "day": "tomorrow", "time": "05:00"})],
    ),
    (
        "Book a flight from Berlin to New York for 3 passengers.",
        [("book_flight", {"origin": "Berlin", "destination": "New York", "passengers": 3})],
    ),
    ("Please call Anna.", [("call_contact", {"name": "Anna"})]),
    (
        "Add milk, eggs, and bread to the shopping list.",
        [("add_to_shopping_list", {"items": ["milk", "eggs", "bread"]})],
    ),
    ("Set the volume to 30%.", [("set_volume", {"level": 0.3})]),
    (
        "Convert 1,500 euros from EUR to USD.",
        [("convert_currency", {"amount": 1500, "from_currency": "EUR", "to_currency": "USD"})],
    ),
    ("Pay the bill of $45 to the bank.", [("pay_bill", {"amount": 45, "to": "bank"})]),
    ("Track my order, number 12345.", [("track_order", {"order_number": "12345"})]),
    ("Rate the service with 4 stars!", [("rate_service", {"stars": 4})]),
    (
        "Schedule an event with Anna and Ben on Friday at 3 p.m.",
        [
            (
                "create_event",
                {
                    "title": "an event",
                    "day": "Friday",
                    "time": "15:00",
                    "attendees": ["Anna", "Ben"],
                },
            )
        ],
    ),
    ("내일 서울 날씨 알려 줘.", [("get_weather", {"city": "서울", "day": "내일"})]),
    ("2명 자리를 저녁 7시 반에 예약해 줘.", [("book_table", {"people": 2, "time": "19:30"})]),
)
