}}} ]]] ))) namespace { class { public: ~ operator [] try catch (...) { throw; } template < > > using = ; ::: ~A::~A() : { }
